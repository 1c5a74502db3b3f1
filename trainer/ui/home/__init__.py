"""The first screen: who am I, what is left unfinished, and what to practise today."""

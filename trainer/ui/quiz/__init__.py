"""Questions on the screen: practising what is due, the book of wrong answers, and papers."""

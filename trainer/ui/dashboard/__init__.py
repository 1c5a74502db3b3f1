"""The supervisor's room: who played what, when and how well, and any attempt opened and played back."""

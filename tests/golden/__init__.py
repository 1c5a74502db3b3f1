"""Bills that were looked over by a person once, and must not change unnoticed."""

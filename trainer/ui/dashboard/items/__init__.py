"""The supervisor's item analysis: the items of an assessment, its statistics, and where to set the mark."""

"""The windows: widgets and screens, off screen."""

"""The customers' voice: a line goes in, a WAV file comes out; a missing engine is only one sentence."""

from trainer.voice.speaker import RATE, Silent, Speaker, open_speaker, recording

__all__ = ["RATE", "Silent", "Speaker", "open_speaker", "recording"]

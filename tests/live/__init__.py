"""Tests of the LAN host, over real sockets."""

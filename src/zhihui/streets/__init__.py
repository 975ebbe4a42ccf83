"""Street networks: import, travel times, paths and reachable areas."""

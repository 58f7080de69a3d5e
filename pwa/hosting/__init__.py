"""Out of the door: the tree on disk, the configurations of hosts, the server."""

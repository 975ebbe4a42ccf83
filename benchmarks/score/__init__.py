"""The public score of finding: judged everyday questions over two real item directories."""

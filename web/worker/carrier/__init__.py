"""Jobs carried to workers on several machines: Procrastinate, on the PostgreSQL that is there.

It delivers ids and watches heartbeats. What a job is, and how it stands, its row says.
"""

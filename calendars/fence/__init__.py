"""The fence: other people's bytes are met in a child process with bounds, never in ours."""

"""Octets that wait: a little in memory, the rest in a file without a name."""

from tempfile import SpooledTemporaryFile

IN_MEMORY = 64 * 1024


class Store:
    """Written at its end, read from its beginning."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile[bytes](max_size=IN_MEMORY)
        self._read = self._written = 0

    def __len__(self) -> int:
        return self._written - self._read

    def add(self, octets: bytes) -> None:
        """Let these wait behind the others. Raises: OSError where there is no room."""
        self._file.seek(self._written)
        self._file.write(octets)
        self._written += len(octets)

    def first(self, most: int) -> bytes:
        """The first octets that wait; they go on waiting."""
        self._file.seek(self._read)
        return self._file.read(min(most, len(self)))

    def drop(self, octets: int) -> None:
        """The first so many need not wait any more."""
        self._read += octets
        if self._read == self._written and self._written:
            self._file.truncate(0)
            self._read = self._written = 0

    def take(self, most: int) -> bytes:
        """The first octets, which leave."""
        found = self.first(most)
        self.drop(len(found))
        return found

    def close(self) -> None:
        """Give everything back."""
        self._file.close()

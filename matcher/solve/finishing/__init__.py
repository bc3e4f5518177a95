"""The earliest finish of missions with teams and order: scheduling first, names afterwards."""

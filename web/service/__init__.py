"""What a door asks for that is not HTTP: values in, values out."""

"""What tests share and fixtures are made of: servers, a proxy with faults, phones, readers, what a page is asked.

bench/ and tools/ measure and photograph with the same parts. The app itself imports nothing from here.
"""

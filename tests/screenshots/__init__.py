"""Every screen of the judge's desk, as pictures for the documents and as a stage for the tests of what is on the screen."""

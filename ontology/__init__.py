"""What can be said: classes, relations, shapes, known actors and places, trigger lexicons; data and a thin reader."""

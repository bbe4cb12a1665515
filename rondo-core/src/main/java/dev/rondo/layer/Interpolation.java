package dev.rondo.layer;

/// What stands between the places of a picture that is made larger: the nearest place again, or straight lines along rows and
/// columns.
public enum Interpolation {
    NEAREST, BILINEAR
}

package dev.rondo.file;

import dev.rondo.data.Printable;

/// Where in a JSON tree something is, as errors say it: `layers[1].cell.units`.
final class Place {
    private Place() {}

    static String in(String place, String field) {
        var name = field.matches("\\w{1,60}") ? field : Printable.quote(field);
        return place.isEmpty() ? name : place + "." + name;
    }

    static String at(String place, int index) { return place + "[" + index + "]"; }
}

package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import java.util.ArrayList;
import java.util.List;

/// Numbers that belong to a layer's settings. Lists, as records with arrays in them would never be equal.
final class Numbers {
    private Numbers() {}

    static List<Float> list(double... numbers) {
        var list = new ArrayList<Float>(numbers.length);
        for (double number : numbers) list.add((float) number);
        return List.copyOf(list);
    }

    static List<Float> list(float... numbers) {
        var list = new ArrayList<Float>(numbers.length);
        for (float number : numbers) list.add(number);
        return List.copyOf(list);
    }

    static float[] array(List<Float> numbers) {
        var array = new float[numbers.size()];
        for (int i = 0; i < array.length; i++) array[i] = numbers.get(i);
        return array;
    }

    /// A copy of them. Throws if there are none, or if one is not finite.
    static List<Float> finite(String layer, String what, List<Float> numbers) {
        if (numbers.isEmpty()) throw new RondoException("%s: %s has no numbers".formatted(layer, what));
        for (float number : numbers) {
            Legal.finite(layer, what, number);
        }
        return List.copyOf(numbers);
    }
}

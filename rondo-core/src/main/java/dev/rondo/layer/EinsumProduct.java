package dev.rondo.layer;

import dev.rondo.op.Ops;
import dev.rondo.tensor.Tensor;

/// The sum of products that letters for axes stand for: as one product of matrices, or as many as there are places of axes
/// that input, kernel and output all have.
///
/// @param in the axes of the input, a letter each
/// @param kernel those of the kernel
/// @param out those of the output
record EinsumProduct(String in, String kernel, String out) {
    Tensor of(Tensor x, Tensor w) {
        var each = those(kernel, c -> has(in, c) && has(out, c));
        var summed = those(kernel, c -> has(in, c) && !has(out, c));
        var made = those(kernel, c -> !has(in, c));
        var left = those(in, c -> has(out, c) && !has(kernel, c));
        var lost = those(in, c -> !has(out, c) && !has(kernel, c));
        int n = size(each, in, x);
        int rows = size(left, in, x);
        int terms = size(summed, in, x);
        int columns = size(made, kernel, w);
        var a = matrix(x, in, each + left + summed + lost, n, rows, terms, size(lost, in, x));
        // an axis that is nowhere else is summed by itself
        a = lost.isEmpty() ? a : Ops.sumLast(a);
        var b = matrix(w, kernel, each + summed + made, n, terms, columns);
        var y = each.isEmpty() ? Ops.linear(Ops.reshape(a, rows, terms), Ops.reshape(b, terms, columns))
                : Ops.batchDot(Ops.reshape(a, n, rows, terms), 2, b, 1);
        var order = each + left + made;
        var sizes = order.chars().map(c -> in.indexOf(c) >= 0 ? x.shape().size(in.indexOf(c))
                : w.shape().size(kernel.indexOf(c))).toArray();
        return Axes.order(Ops.reshape(y, sizes), out.chars().map(order::indexOf).toArray());
    }

    private interface Which {
        boolean is(char c);
    }

    private static String those(String letters, Which which) {
        var chosen = new StringBuilder();
        for (int i = 0; i < letters.length(); i++) {
            if (which.is(letters.charAt(i))) chosen.append(letters.charAt(i));
        }
        return chosen.toString();
    }

    private static int size(String axes, String letters, Tensor x) {
        return axes.chars().map(c -> x.shape().size(letters.indexOf(c))).reduce(1, (a, b) -> a * b);
    }

    private static Tensor matrix(Tensor x, String letters, String order, int... sizes) {
        return Ops.reshape(Axes.order(x, order.chars().map(letters::indexOf).toArray()), sizes);
    }

    private static boolean has(String letters, char c) {
        return letters.indexOf(c) >= 0;
    }
}

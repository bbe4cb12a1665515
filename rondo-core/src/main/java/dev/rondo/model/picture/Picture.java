package dev.rondo.model.picture;

import dev.rondo.model.Model;

/// A model as boxes and arrows, in SVG: Keras's `plot_model` (`keras/src/utils/model_visualization.py`), without Graphviz.
///
/// ```java
/// Files.writeString(Path.of("model.svg"), Picture.of(model).showShapes().showLayerNames().svg());
/// ```
///
/// As in Keras, a box says the type of its layer and nothing more unless asked, a layer that is used at several places is
/// one box, and a model inside of another is one box too. Where one box for all uses would make a circle, as for a layer
/// that is put on its own output, each use has a box, which says so.
///
/// The SVG is plain 1.1: no scripts, no fonts of its own, and a light background, so that it can be read on a dark page. The
/// same model gives the same bytes.
public record Picture(Model model, Rankdir rankdir, boolean shapes, boolean names, boolean activations,
        boolean training,
        boolean expanded) {
    /// From top to bottom, with the types of layers alone.
    public static Picture of(Model model) {
        return new Picture(model, Rankdir.TB, false, false, false, false, false);
    }

    /// The picture as a text that an `.svg` file holds, in UTF-8. A model that is not built yet has unknown shapes.
    public String svg() {
        return Svg.of(Layout.of(Sketch.of(this), rankdir));
    }

    /// From top to bottom or from left to right.
    public Picture rankdir(Rankdir direction) {
        return new Picture(model, direction, shapes, names, activations, training, expanded);
    }

    /// With the shapes of what goes in and comes out.
    public Picture showShapes() {
        return new Picture(model, rankdir, true, names, activations, training, expanded);
    }

    /// With the names of layers.
    public Picture showLayerNames() {
        return new Picture(model, rankdir, shapes, true, activations, training, expanded);
    }

    /// With the activations of the layers that have one.
    public Picture showLayerActivations() {
        return new Picture(model, rankdir, shapes, names, true, training, expanded);
    }

    /// With whether training moves a layer's weights. Layers without weights, or whose weights do not exist yet, say nothing.
    public Picture showTrainable() {
        return new Picture(model, rankdir, shapes, names, activations, true, expanded);
    }

    /// With the insides of models that stand in the model.
    public Picture expandNested() {
        return new Picture(model, rankdir, shapes, names, activations, training, true);
    }
}

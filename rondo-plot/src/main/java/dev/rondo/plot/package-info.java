/// Pictures of a training, as PNG files: how it went ([dev.rondo.plot.LearningCurves]) and what it still gets wrong
/// ([dev.rondo.plot.ConfusionPicture]). No display is needed.
@NullMarked
package dev.rondo.plot;

import org.jspecify.annotations.NullMarked;

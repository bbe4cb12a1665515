/// From one time step to a whole sequence. [dev.rondo.scan.Scan] is the only way in: it runs a recorded step over all of
/// time, and is the place where the sequence compiler takes over from [dev.rondo.scan.StepByStep], the definition.
@NullMarked
package dev.rondo.scan;

import org.jspecify.annotations.NullMarked;

/// From one time step to a whole sequence. [dev.rondo.scan.Scan] is the only way in. [dev.rondo.scan.StepByStep] is
/// the definition; the rest is the sequence compiler, which records a step once, reads it as a graph and runs it over
/// all of time as one operation: start at `Plan`. Uses `nn` and what is below it, and knows no cell.
@NullMarked
package dev.rondo.scan;

import org.jspecify.annotations.NullMarked;

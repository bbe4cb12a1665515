package dev.rondo.scan;

/// How a step is run over a sequence, and what is wanted of it.
///
/// @param sequences whether the outputs of all steps are wanted
/// @param states whether the state at the end is wanted
/// @param backwards whether time runs from the last step to the first
/// @param zeroOutput whether the output at masked steps is zero; else it repeats the output before
public record How(boolean sequences, boolean states, boolean backwards, boolean zeroOutput) {}

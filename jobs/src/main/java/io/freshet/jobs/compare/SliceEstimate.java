package io.freshet.jobs.compare;

/** The difference in one slice. */
record SliceEstimate(Slice slice, Estimate estimate) {}

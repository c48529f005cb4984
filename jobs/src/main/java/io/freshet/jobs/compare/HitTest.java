package io.freshet.jobs.compare;

/** McNemar's test of one metric over all tested events. */
record HitTest(Metric metric, McNemar test) {}

package io.freshet.jobs.compare;

/** The difference in one metric over all tested events. */
record MetricEstimate(Metric metric, Estimate estimate) {}

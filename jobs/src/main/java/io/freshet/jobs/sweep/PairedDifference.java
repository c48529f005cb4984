package io.freshet.jobs.sweep;

/**
 * By how much one average is higher than another over the same events, with an interval of 95 %.
 *
 * @param difference of the averages
 * @param low end of the interval
 * @param high end of the interval
 */
public record PairedDifference(double difference, double low, double high) {}

package io.freshet.jobs.compare;

/**
 * One side of a comparison.
 *
 * @param label what reports call it, unlike any other run of the comparison
 * @param ranks of each tested event, from 1, or 0 for unranked; not to be changed
 */
record Run(String label, RunName name, int[] ranks) {}

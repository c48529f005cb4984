package io.freshet.jobs.sweep;

import io.freshet.jobs.config.Settings;
import java.util.Map;

/**
 * Settings to be tried.
 *
 * @param number 0 for the base settings, from 1 for others
 * @param values of the varied keys, each as it would be written in a file, in the order in which they were named
 */
public record Trial(int number, Map<String, String> values, Settings settings) {
    public static final int BASE = 0;
}

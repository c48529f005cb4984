package io.freshet.jobs.demo;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a demo runs.
 *
 * @param kafkaPort port of the broker; 0 for any
 * @param partitions of the topics that are keyed by user
 * @param eventsPerSecond null for as fast as the job answers
 * @param maxLag most events that may wait for an answer
 * @param repeat whether users come back to items, so that such events count in the averages
 * @param exactlyOnce whether the job's sinks are transactional, as told to the job as well
 * @param terminal whether the view is redrawn instead of printed line by line
 * @param ranks where to write the rank of each event, null for nowhere
 * @param stallTimeout how long nothing may move before the demo gives up
 */
public record DemoSettings(
        int kafkaPort,
        int partitions,
        int parallelism,
        @Nullable Double eventsPerSecond,
        int maxLag,
        boolean repeat,
        boolean exactlyOnce,
        boolean terminal,
        @Nullable Path ranks,
        Duration stallTimeout) {}

package io.freshet.jobs.local;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How events are played through the engine in this process.
 *
 * @param kafkaPort port of the broker; 0 for any
 * @param partitions of the topics that are keyed by user
 * @param parallelism of the job
 * @param eventsPerSecond null for as fast as the job answers
 * @param ahead events that go first, as fast as the job answers, before the rate holds
 * @param maxLag most events that may wait for an answer
 * @param exactlyOnce whether the job's sinks are transactional, as told to the job as well
 * @param stallTimeout how long nothing may move before the run is given up
 */
public record LocalSettings(
        int kafkaPort,
        int partitions,
        int parallelism,
        @Nullable Double eventsPerSecond,
        long ahead,
        int maxLag,
        boolean exactlyOnce,
        Duration stallTimeout) {}

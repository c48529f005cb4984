package io.freshet.jobs.demo;

import io.freshet.jobs.local.LocalSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a demo runs.
 *
 * @param engine how the events are played
 * @param repeat whether users come back to items, so that such events count in the averages
 * @param terminal whether the view is redrawn instead of printed line by line
 * @param ranks where to write the rank of each event, null for nowhere
 */
public record DemoSettings(LocalSettings engine, boolean repeat, boolean terminal, @Nullable Path ranks) {}

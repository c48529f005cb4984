package io.freshet.jobs.cli;

import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far a replay is, how fast, and how long it will take: a bar on a terminal, else a line now and then. Thread safe. */
final class ReplayProgress implements LongConsumer, AutoCloseable {
    private static final int REDRAW_MS = 250;
    private static final int LINE_MS = 10_000;
    private static final int BAR_CHARS = 110;
    private static final int LINE_CHARS = 90;

    private final ProgressBar bar;

    private ReplayProgress(ProgressBar bar) {
        this.bar = bar;
    }

    /**
     * @param terminal where the bar is drawn, null if nobody looks at one
     */
    static ReplayProgress of(String task, long events, @Nullable PrintStream terminal) {
        ProgressBarConsumer consumer = terminal != null
                ? new ConsoleProgressBarConsumer(terminal, BAR_CHARS)
                : new DelegatingProgressBarConsumer(System.err::println, LINE_CHARS);
        return new ReplayProgress(new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(events)
                .setUnit(" events", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(terminal != null ? REDRAW_MS : LINE_MS)
                .setConsumer(consumer)
                .setSpeedUnit(ChronoUnit.SECONDS)
                .showSpeed()
                .build());
    }

    @Override
    public void accept(long more) {
        bar.stepBy(more);
    }

    @Override
    public void close() {
        bar.close();
    }
}

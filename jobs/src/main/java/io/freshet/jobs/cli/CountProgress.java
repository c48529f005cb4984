package io.freshet.jobs.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** How far work of unknown length is, and how fast: a line that is drawn again on a terminal, else one now and then. */
final class CountProgress implements LongConsumer, AutoCloseable {
    private static final long REDRAW_NANOS = 250_000_000L;
    private static final long LINE_NANOS = 10_000_000_000L;

    private final String task;
    private final @Nullable PrintStream terminal;
    private final long started = System.nanoTime();
    private long told = started;
    private long events;

    /** {@code terminal} is null if nobody looks at one. */
    CountProgress(String task, @Nullable PrintStream terminal) {
        this.task = task;
        this.terminal = terminal;
    }

    @Override
    public void accept(long more) {
        events += more;
        long now = System.nanoTime();
        if (now - told >= (terminal == null ? LINE_NANOS : REDRAW_NANOS)) {
            told = now;
            tell(now);
        }
    }

    private void tell(long now) {
        String line = String.format(
                Locale.ROOT, "%s %,d events, %,.0f events/s", task, events, events / ((now - started) / 1e9));
        if (terminal == null) {
            System.err.println(line);
        } else {
            terminal.print("\r" + line + "   ");
            terminal.flush();
        }
    }

    /** Leaves the last line standing if there was any. */
    @Override
    public void close() {
        if (terminal != null && told != started) {
            tell(System.nanoTime());
            terminal.println();
        }
    }
}

package io.freshet.jobs.demo;

import java.io.PrintStream;
import java.util.Locale;

/** A line every few seconds, for output that is no terminal. */
final class PlainView implements View {
    private static final long PERIOD_MS = 5_000;

    private final ViewSource source;
    private final PrintStream out;
    private final Ticker ticker;

    PlainView(ViewSource source, PrintStream out) {
        this.source = source;
        this.out = out;
        this.ticker = Ticker.every(PERIOD_MS, "plain-view", this::print);
    }

    static String line(ViewState state) {
        return String.format(
                Locale.ROOT,
                "%ds: %d events, %.0f/s, lag %d, %d users, %d items, HR@10 %.4f (popularity %.4f)",
                state.elapsedSeconds(),
                state.events(),
                state.eventsPerSecond(),
                state.lag(),
                state.users(),
                state.items(),
                state.model().overall(),
                state.popularity().overall());
    }

    @Override
    public void close() {
        ticker.close();
    }

    private void print() {
        out.println(line(source.at(System.currentTimeMillis())));
    }
}

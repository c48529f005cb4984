package io.freshet.jobs.demo;

import java.io.PrintStream;
import java.util.stream.Collectors;

/**
 * Redraws a terminal several times a second.
 *
 * <p>It draws on the alternate screen, from the top left over what is there, so nothing flickers and the user's own
 * lines are back afterwards, followed by the last frame.
 */
final class ConsoleView implements View {
    /** Leaves the alternate screen with a visible cursor; harmless when it was never entered. */
    static final String RESTORE = "\033[?25h\033[?1049l";

    private static final long PERIOD_MS = 200;
    private static final String ENTER = "\033[?1049h\033[?25l";
    private static final String HOME = "\033[H";
    private static final String CLEAR_LINE = "\033[K";
    private static final String CLEAR_BELOW = "\033[J";

    private final ViewSource source;
    private final PrintStream out;
    private final Terminal terminal;
    private final Ticker ticker;

    ConsoleView(ViewSource source, PrintStream out, Terminal terminal) {
        this.source = source;
        this.out = out;
        this.terminal = terminal;
        out.print(ENTER);
        this.ticker = Ticker.every(PERIOD_MS, "console-view", this::draw);
    }

    /** What to send for a frame: every line overwrites what stood there. */
    static String overwrite(Frame frame) {
        return frame.rows().stream()
                .map(row -> row.styled() + CLEAR_LINE)
                .collect(Collectors.joining("\r\n", HOME, CLEAR_BELOW));
    }

    @Override
    public void close() {
        ticker.close();
        out.print(RESTORE);
        frame().rows().forEach(row -> out.println(row.styled()));
        out.flush();
    }

    private void draw() {
        out.print(overwrite(frame()));
        out.flush();
    }

    private Frame frame() {
        Terminal.Size size = terminal.size();
        return Frame.render(source.at(System.currentTimeMillis()), size.columns(), size.rows());
    }
}

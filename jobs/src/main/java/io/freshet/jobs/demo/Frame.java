package io.freshet.jobs.demo;

import static io.freshet.jobs.demo.Row.Style.BOLD;
import static io.freshet.jobs.demo.Row.Style.DIM;
import static io.freshet.jobs.demo.Row.Style.GREEN;
import static io.freshet.jobs.demo.Row.Style.PLAIN;
import static io.freshet.jobs.demo.Row.Style.YELLOW;

import io.freshet.jobs.demo.ViewState.Entry;
import io.freshet.jobs.demo.ViewState.Person;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One picture of the view, never larger than the terminal it was made for. */
record Frame(List<Row> rows) {
    private static final int MARK_COLUMNS = 5;
    private static final int RATE_COLUMNS = 12;

    /** A function of its arguments only. */
    static Frame render(ViewState state, int width, int height) {
        List<Row> rows = new ArrayList<>();
        rows.add(heading(state, width));
        rows.add(new Row(width).add(DIM, "─".repeat(width)));
        rows.add(counts(state, width));
        rows.add(new Row(width));
        rows.addAll(rates(state, width));
        rows.add(new Row(width));
        int room = height - rows.size() - 1;
        rows.addAll(state.person() == null ? nobody(width) : person(state.person(), width, room));
        List<Row> fitting = new ArrayList<>(rows.subList(0, Math.max(0, Math.min(rows.size(), height - 1))));
        fitting.add(footer(state, width));
        return new Frame(List.copyOf(fitting));
    }

    private static Row heading(ViewState state, int width) {
        long seconds = state.elapsedSeconds();
        String time = String.format(Locale.ROOT, "%02d:%02d:%02d ", seconds / 3600, seconds / 60 % 60, seconds % 60);
        Row row = new Row(width).add(BOLD, " FRESHET");
        return row.add(PLAIN, "  recommendations as fresh as the last click")
                .add(PLAIN, " ".repeat(Math.max(1, row.room() - time.length())))
                .add(PLAIN, time);
    }

    private static Row counts(ViewState state, int width) {
        Row row = new Row(width)
                .add(BOLD, " " + grouped(state.events()))
                .add(PLAIN, " events   ")
                .add(BOLD, grouped(Math.round(state.eventsPerSecond())))
                .add(
                        PLAIN,
                        "/s   lag " + grouped(state.lag()) + "   " + grouped(state.users()) + " users   "
                                + grouped(state.items()) + " items");
        return state.deadLetters() == 0 ? row : row.add(YELLOW, "   " + grouped(state.deadLetters()) + " dead letters");
    }

    private static List<Row> rates(ViewState state, int width) {
        double top = Math.max(highest(state.model()), highest(state.popularity()));
        return List.of(
                new Row(width)
                        .add(DIM, Columns.left(" HR@10", 14))
                        .add(DIM, Columns.right("last 1,000", RATE_COLUMNS))
                        .add(DIM, Columns.right("all", RATE_COLUMNS))
                        .add(DIM, "   since the start"),
                rate("   freshet", state.model(), top, GREEN, width),
                rate("   popularity", state.popularity(), top, PLAIN, width));
    }

    private static Row rate(String name, HitRate.Reading rate, double top, Row.Style style, int width) {
        Row row = new Row(width)
                .add(PLAIN, Columns.left(name, 14))
                .add(style, Columns.right(share(rate.recent()), RATE_COLUMNS))
                .add(style, Columns.right(share(rate.overall()), RATE_COLUMNS))
                .add(PLAIN, "   ");
        return row.add(style, Sparkline.of(rate.history(), top, row.room()));
    }

    private static List<Row> nobody(int width) {
        return List.of(new Row(width).add(DIM, " waiting for the first click"));
    }

    private static List<Row> person(Person person, int width, int room) {
        int left = width * 2 / 5;
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(width)
                .add(PLAIN, " user ")
                .add(BOLD, person.userId())
                .add(PLAIN, ", " + grouped(person.clicks()) + (person.clicks() == 1 ? " click" : " clicks")));
        rows.add(new Row(width).add(DIM, Columns.left("   last clicks", left)).add(DIM, " recommended now"));
        int lines = Math.min(
                room - rows.size(),
                Math.max(person.lastClicks().size(), person.list().size()));
        for (int i = 0; i < lines; i++) {
            rows.add(place(person, i, left, width));
        }
        return rows;
    }

    private static Row place(Person person, int i, int left, int width) {
        String click =
                i < person.lastClicks().size() ? "   " + person.lastClicks().get(i) : "";
        Row row = new Row(width)
                .add(i == 0 ? BOLD : PLAIN, Columns.left(click, left - 1))
                .add(PLAIN, " ");
        if (i >= person.list().size()) {
            return row;
        }
        Entry entry = person.list().get(i);
        return row.add(DIM, Columns.right(Integer.toString(i + 1), 3) + "  ")
                .add(entry.isNew() ? GREEN : PLAIN, Columns.left(entry.title(), row.room() - 1 - MARK_COLUMNS))
                .add(entry.isNew() ? GREEN : YELLOW, Columns.right(entry.mark(), MARK_COLUMNS));
    }

    private static Row footer(ViewState state, int width) {
        return new Row(width).add(DIM, " Ctrl-C stops   ./freshet tail recommendations   broker " + state.broker());
    }

    private static double highest(HitRate.Reading rate) {
        return Arrays.stream(rate.history()).max().orElse(0);
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String grouped(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}

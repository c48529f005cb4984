package io.freshet.jobs.validate;

import java.util.ArrayList;
import java.util.List;

/** A report for people, as lines of plain text; immutable. */
public final class TextReport {
    private static final int WIDTH = 110;
    private static final int NAME_WIDTH = 21;
    private static final int MESSAGE_INDENT = 6 + NAME_WIDTH;
    private static final int ADVICE_INDENT = 2;

    private final Report report;
    private final boolean colours;

    /** @param colours whether the words PASS, WARN and FAIL are coloured, for a terminal */
    public TextReport(Report report, boolean colours) {
        this.report = report;
        this.colours = colours;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(report.input() + ": " + Words.count(report.rows(), "row", "rows") + ", "
                + Words.count(report.events(), "event", "events"));
        lines.add("");
        report.checks().forEach(check -> add(lines, check));
        lines.add("");
        lines.add(Words.count(report.count(Status.PASS)) + " passed, " + Words.count(report.count(Status.WARN))
                + " with a warning, " + Words.count(report.count(Status.FAIL)) + " failed.");
        Advice advice = report.advice();
        if (advice != null) {
            add(lines, advice);
        }
        return lines;
    }

    private void add(List<String> lines, Finding check) {
        String head = coloured(check.status()) + "  " + check.name()
                + " ".repeat(NAME_WIDTH - check.name().length());
        List<String> message = wrapped(check.message(), MESSAGE_INDENT);
        lines.add(head + message.get(0));
        message.stream().skip(1).forEach(line -> lines.add(" ".repeat(MESSAGE_INDENT) + line));
        for (Example example : check.examples()) {
            lines.add(" ".repeat(MESSAGE_INDENT) + "line " + example.line() + ": " + example.text());
        }
        long unseen = unseenDamage(check);
        if (unseen > 0) {
            lines.add(" ".repeat(MESSAGE_INDENT) + "… and " + Words.count(unseen) + " more");
        }
        String remedy = check.remedy();
        if (remedy != null) {
            wrapped("→ " + remedy, MESSAGE_INDENT).forEach(line -> lines.add(" ".repeat(MESSAGE_INDENT) + line));
        }
    }

    private static long unseenDamage(Finding check) {
        Number damaged = check.figures().get("damaged");
        return damaged == null ? 0 : damaged.longValue() - check.examples().size();
    }

    private void add(List<String> lines, Advice advice) {
        lines.add("");
        lines.add(report.passes() ? "Advice" : "Advice, once the failures are repaired");
        for (String reason : advice.reasons()) {
            wrapped(reason, ADVICE_INDENT).forEach(line -> lines.add(" ".repeat(ADVICE_INDENT) + line));
        }
        lines.add("");
        lines.add(" ".repeat(ADVICE_INDENT) + advice.command());
    }

    private String coloured(Status status) {
        if (!colours) {
            return status.name();
        }
        int colour =
                switch (status) {
                    case PASS -> 32;
                    case WARN -> 33;
                    case FAIL -> 31;
                };
        return "\u001B[" + colour + "m" + status + "\u001B[0m";
    }

    /** A number and its percent sign stay together. */
    private static List<String> wrapped(String text, int indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" (?!%)", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH - indent) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}

package io.freshet.jobs.validate;

import io.freshet.jobs.input.Ids;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Whether the ids of one column are ids, each written in one way only; looks at an id when it first appears. 32 to 64
 * bytes an id.
 */
final class IdColumn implements Check<Event> {
    /** Hash of what ids have in common to hash of the one that came first. */
    private final Long2LongOpenHashMap formOf = new Long2LongOpenHashMap();

    private final boolean users;
    private final Examples placeholders = new Examples();
    private final Examples padded = new Examples();
    private final Examples fractions = new Examples();
    private final Examples leadingZeros = new Examples();
    private final Examples formTwins = new Examples();
    private final Examples caseTwins = new Examples();
    private long ids;
    private long numbers;
    private int shortestNumber = Integer.MAX_VALUE;
    private int longestNumber;

    private IdColumn(boolean users) {
        this.users = users;
    }

    static IdColumn ofUsers() {
        return new IdColumn(true);
    }

    static IdColumn ofItems() {
        return new IdColumn(false);
    }

    @Override
    public void take(Event event) {
        if (users ? event.newUser() : event.newItem()) {
            takeNew(event, users ? event.row().user() : event.row().item());
        }
    }

    private void takeNew(Event event, String id) {
        ids++;
        if (IdSpelling.isPlaceholder(id)) {
            placeholders.add(event.row(), () -> "a word for nothing");
        }
        if (IdSpelling.isPadded(id)) {
            padded.add(event.row(), () -> "padded with spaces");
        }
        if (IdSpelling.isFraction(id)) {
            fractions.add(event.row(), () -> "a number with a fraction");
        }
        takeNumber(event, id);
        takeTwins(event, id);
    }

    private void takeNumber(Event event, String id) {
        if (!Ids.isNumber(id)) {
            return;
        }
        numbers++;
        shortestNumber = Math.min(shortestNumber, id.length());
        longestNumber = Math.max(longestNumber, id.length());
        if (IdSpelling.hasLeadingZero(id)) {
            leadingZeros.add(event.row(), () -> "leading zeros");
        }
    }

    private void takeTwins(Event event, String id) {
        String form = IdSpelling.withoutForm(id);
        long formHash = DenseIds.hash(form);
        long caseHash = DenseIds.hash(IdSpelling.withoutCase(id));
        long earlier = formOf.putIfAbsent(caseHash, formHash);
        if (earlier == formOf.defaultReturnValue()) {
            return;
        }
        if (earlier == formHash) {
            formTwins.add(event.row(), () -> "another id differs only by spaces, leading zeros or .0");
        } else {
            caseTwins.add(event.row(), () -> "another id differs only by case");
        }
    }

    @Override
    public List<Finding> findings() {
        return List.of(values(), twins());
    }

    private Finding values() {
        boolean ragged = leadingZeros.any() && shortestNumber < longestNumber;
        boolean odd = padded.any() || fractions.any() || ragged;
        StringJoiner kinds = new StringJoiner(", ");
        name(kinds, placeholders, "a word for nothing");
        name(kinds, padded, "padded with spaces");
        name(kinds, fractions, "written like 12.0");
        name(kinds, leadingZeros, "with leading zeros");
        return Finding.of(
                name() + " ids",
                Status.of(placeholders.any(), odd),
                kinds.length() == 0
                        ? Words.count(ids, name() + " id", name() + " ids") + ", " + form() + "."
                        : "Of " + Words.count(ids, name() + " id", name() + " ids") + ": " + kinds + ".",
                Map.of(
                        "ids", ids,
                        "numbers", numbers,
                        "placeholders", placeholders.count(),
                        "padded", padded.count(),
                        "fractions", fractions.count(),
                        "leading_zeros", leadingZeros.count()),
                firstOf(placeholders, padded, fractions, leadingZeros),
                placeholders.any()
                        ? "remove rows without " + name() + ": all of them count as one " + name()
                        : "write each id as its source has it");
    }

    private String form() {
        return numbers == ids
                ? "all numbers"
                : numbers == 0 ? "none a number" : Words.count(numbers) + " of them numbers";
    }

    private Finding twins() {
        long both = formTwins.count() + caseTwins.count();
        return Finding.of(
                name() + " id twins",
                Status.of(formTwins.any(), caseTwins.any()),
                both == 0
                        ? "No two " + name() + " ids differ only by case, spaces, leading zeros or .0."
                        : Words.count(both, name() + " id differs", name() + " ids differ")
                                + " from another only by spaces, leading zeros or .0 (" + Words.count(formTwins.count())
                                + ") or by case (" + Words.count(caseTwins.count()) + ").",
                Map.of("by_form", formTwins.count(), "by_case", caseTwins.count()),
                firstOf(formTwins, caseTwins),
                "write one " + name() + " in one way, or it is learned as several");
    }

    private static void name(StringJoiner kinds, Examples examples, String kind) {
        if (examples.any()) {
            kinds.add(Words.count(examples.count()) + " " + kind);
        }
    }

    /** A row that is of several kinds is shown for the first of them. */
    private static List<Example> firstOf(Examples... kinds) {
        Map<Long, Example> byLine = new LinkedHashMap<>();
        for (Examples kind : kinds) {
            kind.kept().forEach(example -> byLine.putIfAbsent(example.line(), example));
        }
        return byLine.values().stream().limit(Examples.MOST).toList();
    }

    private String name() {
        return users ? "user" : "item";
    }
}

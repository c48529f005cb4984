package io.freshet.jobs.validate;

import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.Variant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what the checks measured into a command line and the reasons for it. */
record Adviser(String file, @Nullable Double minValue, Simultaneous simultaneous, Repeats repeats, Values values) {
    private static final String SAFE_IN_A_SHELL = "[A-Za-z0-9_./:=@%+,-]+";

    /** Mode S is never advised: where it differs from G, it is S that is wrong. */
    Advice advice() {
        Variant variant = repeats.repeating() ? Variant.I : Variant.X;
        Double suggested = minValue == null ? values.suggested() : null;
        Double used = minValue == null ? suggested : minValue;
        List<String> reasons = new ArrayList<>(List.of(modeReason(), variantReason(variant)));
        if (suggested != null) {
            reasons.add("--min-value " + Words.value(suggested) + ": the values look like ratings or yes and no. The"
                    + " checks above took every row; run them again with --min-value " + Words.value(suggested) + ".");
        }
        return new Advice(Mode.G, variant, used, reasons, command(variant, used));
    }

    private String modeReason() {
        if (simultaneous.largestGroup() == 1) {
            return "Mode G: no two events share user and time, so S would give the same figures.";
        }
        if (simultaneous.isRare()) {
            return "Mode G: hardly any events share user and time, so S would give nearly the same figures.";
        }
        return "Mode G: " + Words.percent(simultaneous.share()) + " of the events share user and time with another."
                + " In S the rest of such a group would be tested with its beginning already learned, in the order in"
                + " which the file happens to sort it: S would report the sort order of the file.";
    }

    private String variantReason(Variant variant) {
        String share = Words.percent(repeats.share());
        return variant == Variant.I
                ? "Variant I: at " + share + " of the events the user had the item before, so items are consumed again;"
                        + " X would leave these events out."
                : repeats.share() == 0
                        ? "Variant X: no user has an item twice, so what a user had cannot be the answer."
                        : "Variant X: only at " + share + " of the events the user had the item before; X leaves them"
                                + " out.";
    }

    private String command(Variant variant, @Nullable Double used) {
        return "./freshet replay --input " + quoted() + (used == null ? "" : " --min-value " + Words.value(used))
                + " --mode G --variant " + variant;
    }

    private String quoted() {
        return file.matches(SAFE_IN_A_SHELL) ? file : "'" + file.replace("'", "'\\''") + "'";
    }
}

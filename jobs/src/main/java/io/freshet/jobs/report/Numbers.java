package io.freshet.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Numbers as people read them, alike in every locale; NaN, which is no number, becomes a dash. */
final class Numbers {
    static final String NONE = "–";

    private Numbers() {}

    /** NaN where there is no number. */
    static double value(JsonNode node) {
        return node.isNumber() ? node.asDouble() : Double.NaN;
    }

    /** Of a share, four digits: 0.1704. */
    static String share(double value) {
        return format("%.4f", value);
    }

    /** 575,281. */
    static String count(double value) {
        return format("%,.0f", value);
    }

    /** 10.44. */
    static String bits(double value) {
        return format("%.2f", value);
    }

    /** Three digits or so: 4.93, 49.3, 493, 4,930. */
    static String short3(double value) {
        double size = Math.abs(value);
        return format(size < 9.995 ? "%.2f" : size < 99.95 ? "%.1f" : "%,.0f", value);
    }

    /** 93.1 %. */
    static String percent(double share) {
        return format("%.1f\u00a0%%", 100 * share);
    }

    /** +12.3 % or −12.3 %. */
    static String signedPercent(double share) {
        return format("%+.1f\u00a0%%", 100 * share).replace('-', '−');
    }

    /** +0.0012 or −0.0012. */
    static String signedShare(double difference) {
        return format("%+.4f", difference).replace('-', '−');
    }

    /** A tick of an axis of events: 250, 100k, 1.5M. */
    static String tick(double value) {
        if (value >= 1e6) {
            return trimmed(value / 1e6) + "M";
        }
        return value >= 10_000 ? trimmed(value / 1e3) + "k" : count(value);
    }

    static String format(String pattern, double value) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, pattern, value);
    }

    private static String trimmed(double value) {
        return format(value == Math.rint(value) ? "%.0f" : "%.1f", value);
    }
}

package io.freshet.jobs.input;

/** Ids as files write them: text, but often numbers. */
public final class Ids {
    private Ids() {}

    /** Numbers by their value and before all others, the others as text; 0 only for equal ids. */
    public static int compare(String a, String b) {
        boolean aIsNumber = isNumber(a);
        if (aIsNumber != isNumber(b)) {
            return aIsNumber ? -1 : 1;
        }
        return aIsNumber ? compareNumbers(a, b) : a.compareTo(b);
    }

    /** Of any length: without leading zeros the longer number is the greater one. */
    private static int compareNumbers(String a, String b) {
        String x = withoutLeadingZeros(a);
        String y = withoutLeadingZeros(b);
        if (x.length() != y.length()) {
            return Integer.compare(x.length(), y.length());
        }
        // 07 and 7 are two users, whose events must not be mixed
        return x.equals(y) ? a.compareTo(b) : x.compareTo(y);
    }

    public static boolean isNumber(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) < '0' || id.charAt(i) > '9') {
                return false;
            }
        }
        return !id.isEmpty();
    }

    public static String withoutLeadingZeros(String digits) {
        int first = 0;
        while (first < digits.length() - 1 && digits.charAt(first) == '0') {
            first++;
        }
        return digits.substring(first);
    }
}

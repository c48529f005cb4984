package io.freshet.jobs.input;

import java.util.Arrays;

/**
 * The generated shop's catalogue: items by theme, how sought-after each is at the moment, and what is looked at after
 * what. See {@link SyntheticStream} for the model. For one thread. Holds the newest 8,192 items, older ones are gone.
 */
final class SyntheticItems {
    private static final int LIVE = 1 << 13;
    private static final int AT_THE_START = 3_300;
    private static final int SUCCESSORS = 4;
    private static final int FRONT_PAGE = 40;
    private static final int REFRESHES_A_DAY = 12;
    private static final int RELEASES_A_REFRESH = 6;
    private static final int HITS_A_REFRESH = 2;
    private static final long HOUR = 3_600_000;
    private static final long REFRESH_MS = 24 * HOUR / REFRESHES_A_DAY;

    private static final double QUALITY_EXPONENT = -0.5;
    private static final double RAREST = 1e-4;

    private final Chance chance;
    private final double[] quality = new double[LIVE];
    private final long[] hitStart = new long[LIVE];
    private final double[] hitHeight = new double[LIVE];
    private final double[] hitRise = new double[LIVE];
    private final double[] hitFall = new double[LIVE];
    private final int[] successors = new int[LIVE * SUCCESSORS];
    private final Shelf[] shelves = new Shelf[SyntheticTitles.themes()];
    private final Shelf themes = new Shelf();
    private final Shelf frontPage = new Shelf();
    private int released;
    private long nextRefresh;

    /** Things to draw from, each with the running total of the weights. */
    private static final class Shelf {
        private int[] items = new int[SyntheticTitles.themes()];
        private double[] totals = new double[SyntheticTitles.themes()];
        private int size;

        void clear() {
            size = 0;
        }

        void add(int item, double weight) {
            if (size == items.length) {
                items = Arrays.copyOf(items, 2 * size);
                totals = Arrays.copyOf(totals, 2 * size);
            }
            items[size] = item;
            totals[size] = (size == 0 ? 0 : totals[size - 1]) + weight;
            size++;
        }

        int draw(Chance chance) {
            int at = Arrays.binarySearch(totals, 0, size, chance.upTo(totals[size - 1]));
            return items[Math.min(at < 0 ? -at - 1 : at, size - 1)];
        }

        int drawEvenly(Chance chance) {
            return items[chance.below(size)];
        }
    }

    SyntheticItems(Chance chance, long nowMs) {
        this.chance = chance;
        Arrays.setAll(shelves, theme -> new Shelf());
        for (int theme = 0; theme < shelves.length; theme++) {
            themes.add(theme, 0.2 + chance.upTo(1) * chance.upTo(2));
        }
        for (int i = 0; i < AT_THE_START; i++) {
            release(nowMs);
        }
        fillShelves(nowMs);
        for (int item = 0; item < AT_THE_START; item++) {
            link(item);
        }
        nextRefresh = nowMs;
    }

    /** Releases what is due, lets hits begin, and weighs everything anew. */
    void advanceTo(long nowMs) {
        while (nowMs >= nextRefresh) {
            refresh(nextRefresh);
            nextRefresh += REFRESH_MS;
        }
    }

    private void refresh(long nowMs) {
        for (int i = 0; i < HITS_A_REFRESH; i++) {
            int theme = chance.below(shelves.length);
            startHit(shelves[theme].drawEvenly(chance), nowMs, 10 + chance.upTo(50));
        }
        int first = released;
        for (int i = 0; i < RELEASES_A_REFRESH; i++) {
            release(nowMs);
        }
        fillShelves(nowMs);
        for (int item = first; item < released; item++) {
            link(item);
            recommendFromOthers(item);
        }
    }

    private void release(long nowMs) {
        int item = released++;
        quality[slot(item)] = StrictMath.pow(Math.max(chance.upTo(1), RAREST), QUALITY_EXPONENT);
        boolean talkOfTheTown = chance.below(20) == 0;
        startHit(item, nowMs, talkOfTheTown ? 50 : chance.upTo(8));
    }

    private void startHit(int item, long nowMs, double height) {
        int slot = slot(item);
        hitStart[slot] = nowMs;
        hitHeight[slot] = height;
        hitRise[slot] = HOUR * (4 + chance.upTo(12));
        hitFall[slot] = HOUR * (12 + chance.upTo(48));
    }

    /** A lasting quality plus a hit: a straight rise, then a fall with a long tail. */
    private double weight(int item, long nowMs) {
        int slot = slot(item);
        double risen = (nowMs - hitStart[slot]) / hitRise[slot];
        double fallen = (nowMs - hitStart[slot] - hitRise[slot]) / hitFall[slot];
        return quality[slot] + hitHeight[slot] * (risen < 1 ? risen : 1 / (1 + fallen * fallen));
    }

    private void fillShelves(long nowMs) {
        for (Shelf shelf : shelves) {
            shelf.clear();
        }
        double[] weights = new double[released - oldest()];
        for (int item = oldest(); item < released; item++) {
            double weight = weight(item, nowMs);
            weights[item - oldest()] = weight;
            shelves[SyntheticTitles.themeOf(item)].add(item, weight);
        }
        double[] sorted = weights.clone();
        Arrays.sort(sorted);
        double least = sorted[sorted.length - FRONT_PAGE];
        frontPage.clear();
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] >= least) {
                frontPage.add(oldest() + i, weights[i]);
            }
        }
    }

    private void link(int item) {
        for (int k = 0; k < SUCCESSORS; k++) {
            successors[slot(item) * SUCCESSORS + k] = successorFor(item, k);
        }
    }

    /** The last one lies in the theme's partner, the one before is any of the theme, the others its better ones. */
    private int successorFor(int item, int k) {
        int theme = SyntheticTitles.themeOf(item);
        return switch (k) {
            case SUCCESSORS - 1 -> shelves[theme ^ 1].draw(chance);
            case SUCCESSORS - 2 -> shelves[theme].drawEvenly(chance);
            default -> shelves[theme].draw(chance);
        };
    }

    /** Two items of the theme now lead to a new one too, so transitions drift as well. */
    private void recommendFromOthers(int item) {
        for (int i = 0; i < 2; i++) {
            int other = inTheme(SyntheticTitles.themeOf(item));
            successors[slot(other) * SUCCESSORS + i] = item;
        }
    }

    /** Themes by how many people like them. */
    int anyTheme() {
        return themes.draw(chance);
    }

    int inTheme(int theme) {
        return shelves[theme].draw(chance);
    }

    int onFrontPage() {
        return frontPage.draw(chance);
    }

    /** One of the item's successors, the first half of the time, each next one half as often. */
    int after(int item) {
        int k = chance.halving(SUCCESSORS);
        int at = slot(item) * SUCCESSORS + k;
        if (!isLive(successors[at])) {
            successors[at] = successorFor(item, k);
        }
        return successors[at];
    }

    boolean isLive(int item) {
        return item >= oldest();
    }

    static String id(int item) {
        return "i" + item;
    }

    /** The number in an id of a generated item, or -1 if it is none. */
    static long numberOf(String itemId) {
        String digits = itemId.startsWith("i") ? itemId.substring(1) : "";
        boolean fits = Ids.isNumber(digits) && digits.length() <= 10;
        return fits ? Long.parseLong(digits) : -1;
    }

    private int oldest() {
        return Math.max(0, released - LIVE);
    }

    private static int slot(int item) {
        return item & (LIVE - 1);
    }
}

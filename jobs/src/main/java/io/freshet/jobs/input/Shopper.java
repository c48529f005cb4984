package io.freshet.jobs.input;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One generated shopper: tastes, habits and memory. A visit is planned when it begins and then acted out step by step. See
 * {@link SyntheticStream} for the model. For one thread.
 */
final class Shopper {
    static final String VIEW = "view";
    static final String CART = "cart";
    static final String PURCHASE = "purchase";

    /** Something done to an item. */
    record Act(long timeMs, int item, String type) {}

    private static final double SECOND_MS = 1_000;
    private static final double DAY_MS = 86_400 * SECOND_MS;

    private static final double FIRST_TASTE = 0.55;
    private static final double SECOND_TASTE = 0.30;
    private static final double TASTE_DRIFTS = 0.08;
    private static final double NEVER_COMES_BACK = 0.07;
    private static final double RESTOCKS = 0.20;
    private static final double STARTS_AT_FRONT_PAGE = 0.15;
    private static final double FOLLOWS = 0.50;
    private static final double CHANGES_THEME = 0.10;
    private static final double LOOKS_AT_FRONT_PAGE = 0.08;
    private static final double LOOKS_AGAIN = 0.25;
    private static final double CARTS = 0.10;
    private static final double CARTS_AGAIN = 0.70;
    private static final double BUYS_BASKET = 0.65;
    private static final double GOES_ON = 0.76;
    private static final double PAUSES = 0.12;
    private static final int MOST_VIEWS = 60;

    private final String id;
    private final boolean comesOnce;
    private final double meanAwayMs;
    private final int[] tastes = new int[3];
    private final ItemRing bought = new ItemRing(8);
    private final ItemRing seen = new ItemRing(12);
    private final Deque<Act> ahead = new ArrayDeque<>(4);
    private final SyntheticItems items;
    private final Chance chance;
    private long nextMs;
    private boolean gone;

    Shopper(String id, boolean comesOnce, long firstVisitMs, SyntheticItems items, Chance chance) {
        this.id = id;
        this.comesOnce = comesOnce;
        this.nextMs = firstVisitMs;
        this.items = items;
        this.chance = chance;
        double u = chance.upTo(1);
        this.meanAwayMs = DAY_MS * (0.4 + 6 * u * u * u);
        for (int i = 0; i < tastes.length; i++) {
            tastes[i] = items.anyTheme();
        }
    }

    String id() {
        return id;
    }

    /** When the next act is due. */
    long nextMs() {
        return nextMs;
    }

    boolean beginsVisit() {
        return ahead.isEmpty();
    }

    /** Never to act again. */
    boolean isGone() {
        return gone;
    }

    /** Does what is due at {@link #nextMs}. */
    Act act() {
        if (beginsVisit()) {
            planVisit();
        }
        Act act = ahead.remove();
        if (ahead.isEmpty()) {
            leave(act.timeMs());
        } else {
            nextMs = ahead.element().timeMs();
        }
        return act;
    }

    private void leave(long timeMs) {
        gone = comesOnce || chance.of(NEVER_COMES_BACK);
        nextMs = chance.awake(timeMs + (long) (1_800 * SECOND_MS + chance.around(meanAwayMs)));
    }

    private void planVisit() {
        if (chance.of(TASTE_DRIFTS)) {
            driftTaste();
        }
        List<Integer> basket = new ArrayList<>(2);
        boolean restocks = bought.size() > 0 && chance.of(RESTOCKS);
        int item = restocks ? anyBought() : firstItem();
        long timeMs = look(item, nextMs, basket);
        for (int views = 1; views < MOST_VIEWS && chance.of(GOES_ON); views++) {
            item = itemAfter(item);
            timeMs = look(item, timeMs, basket);
        }
        if (chance.of(BUYS_BASKET)) {
            buy(basket, timeMs);
        }
    }

    /**
     * A view, and perhaps a cart.
     *
     * @return when the shopper is ready for the next step
     */
    private long look(int item, long fromMs, List<Integer> basket) {
        long timeMs = fromMs;
        ahead.add(new Act(timeMs, item, VIEW));
        seen.add(item);
        if (!basket.contains(item) && chance.of(bought.contains(item) ? CARTS_AGAIN : CARTS)) {
            timeMs += (long) (3 * SECOND_MS + chance.around(15 * SECOND_MS));
            ahead.add(new Act(timeMs, item, CART));
            basket.add(item);
        }
        return timeMs + pause();
    }

    /** A basket is paid for in one moment. */
    private void buy(List<Integer> basket, long timeMs) {
        for (int item : basket) {
            ahead.add(new Act(timeMs, item, PURCHASE));
            bought.add(item);
        }
    }

    /** Seconds, now and then minutes. */
    private long pause() {
        double mean = chance.of(PAUSES) ? 240 * SECOND_MS : 25 * SECOND_MS;
        return (long) (2 * SECOND_MS + chance.around(mean));
    }

    private int firstItem() {
        return chance.of(STARTS_AT_FRONT_PAGE) ? items.onFrontPage() : items.inTheme(likedTheme());
    }

    private int itemAfter(int item) {
        int next = candidateAfter(item);
        if (seen.contains(next) && !chance.of(LOOKS_AGAIN)) {
            next = candidateAfter(item);
        }
        return next == item ? items.inTheme(SyntheticTitles.themeOf(item)) : next;
    }

    private int candidateAfter(int item) {
        double u = chance.upTo(1);
        if (u < FOLLOWS) {
            return items.after(item);
        }
        if (u < FOLLOWS + CHANGES_THEME) {
            return items.inTheme(likedTheme());
        }
        if (u < FOLLOWS + CHANGES_THEME + LOOKS_AT_FRONT_PAGE) {
            return items.onFrontPage();
        }
        return items.inTheme(SyntheticTitles.themeOf(item));
    }

    private int anyBought() {
        int item = bought.get(chance.below(bought.size()));
        return items.isLive(item) ? item : firstItem();
    }

    private int likedTheme() {
        double u = chance.upTo(1);
        return tastes[u < FIRST_TASTE ? 0 : u < FIRST_TASTE + SECOND_TASTE ? 1 : 2];
    }

    /** A new taste comes in last, and the others may change places. */
    private void driftTaste() {
        tastes[2] = items.anyTheme();
        int moved = chance.below(2);
        int taste = tastes[moved];
        tastes[moved] = tastes[moved + 1];
        tastes[moved + 1] = taste;
    }
}

package io.freshet.benchmarks.loops;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Made-up people with tastes: what somebody thinks of an item is the product of two vectors and the item's quality, and what
 * is taken from a list is a chance that grows with it and shrinks with the place.
 */
final class Crowd {
    private static final int TASTES = 8;

    /** How much tastes count; beside it, what is alike to everybody. */
    private static final double TASTE = 3;

    private static final double QUALITY = 0.5;

    private final double[][] users;
    private final double[][] items;
    private final double[] quality;

    Crowd(int users, int items, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        this.users = directions(users, random);
        this.items = directions(items, random);
        this.quality = random.doubles(items, -1, 1).toArray();
    }

    int users() {
        return users.length;
    }

    int items() {
        return items.length;
    }

    double liking(int user, int item) {
        double product = 0;
        for (int i = 0; i < TASTES; i++) {
            product += users[user][i] * items[item][i];
        }
        return TASTE * product + QUALITY * quality[item];
    }

    /** The place in the list that the user takes: softmax of liking, each place down weighing less. */
    int choose(int user, int[] list, RandomGenerator random) {
        double[] weights = new double[list.length];
        double sum = 0;
        for (int place = 0; place < list.length; place++) {
            weights[place] = StrictMath.exp(liking(user, list[place])) * StrictMath.log(2) / StrictMath.log(place + 2);
            sum += weights[place];
        }
        double drawn = random.nextDouble() * sum;
        int place = 0;
        while (place < list.length - 1 && drawn >= weights[place]) {
            drawn -= weights[place++];
        }
        return place;
    }

    private static double[][] directions(int count, RandomGenerator random) {
        double[][] all = new double[count][TASTES];
        for (double[] one : all) {
            double square = 0;
            for (int i = 0; i < TASTES; i++) {
                one[i] = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
                square += one[i] * one[i];
            }
            for (int i = 0; i < TASTES; i++) {
                one[i] /= Math.sqrt(square);
            }
        }
        return all;
    }
}

package io.freshet.ranking;

import io.freshet.schemas.Interaction;
import java.io.Serializable;

/**
 * What events of each type count. An event's strength is its type's weight times its own: the learning steps are so strong. If
 * one of the two is below 0, the event is a dislike; if one is 0, it is passed over.
 *
 * @param view weight of type "view"
 * @param click weight of type "click"
 * @param cart weight of type "cart"
 * @param purchase weight of type "purchase"
 * @param rating weight of type "rating"
 * @param dislike weight of type "dislike"
 * @param other weight of all other types
 * @param dislikeRate factor on the learning step of a dislike; 0 only keeps the item out of the user's lists
 */
public record EventConfig(
        float view,
        float click,
        float cart,
        float purchase,
        float rating,
        float dislike,
        float other,
        float dislikeRate)
        implements Serializable {
    /** Type of an event with an item that the user does not want. */
    public static final String DISLIKE = "dislike";

    /** All that users want counts the same. */
    public static final EventConfig DEFAULTS = new EventConfig(1f, 1f, 1f, 1f, 1f, -1f, 1f, 0.1f);

    /** The greatest strength: stronger events are learned from as if they had this one. */
    static final float STRONGEST = 10f;

    public EventConfig {
        requireWeight("view", view);
        requireWeight("click", click);
        requireWeight("cart", cart);
        requireWeight("purchase", purchase);
        requireWeight("rating", rating);
        requireWeight("dislike", dislike);
        requireWeight("other", other);
        if (!(dislikeRate >= 0 && dislikeRate <= STRONGEST)) {
            throw new IllegalArgumentException("dislikeRate is " + dislikeRate + ": set it between 0 and "
                    + (int) STRONGEST + ", 0 only keeps disliked items out of the lists");
        }
    }

    private static void requireWeight(String type, float weight) {
        if (!(Math.abs(weight) <= STRONGEST)) {
            throw new IllegalArgumentException(type + " is " + weight + ": set it between " + (int) -STRONGEST + " and "
                    + (int) STRONGEST + ", below 0 for a dislike and 0 for nothing");
        }
    }

    /** How much an event counts, between −10 and 10; below 0 it is a dislike, at 0 it is passed over. */
    public float strength(Interaction event) {
        return strength(event.type(), event.weight());
    }

    /** The same of an event that has a type and a finite weight of its own. */
    public float strength(String type, float weight) {
        float ofType = weightOf(type);
        float size = Math.min(STRONGEST, Math.abs(ofType * weight));
        return ofType < 0 || weight < 0 ? -size : size;
    }

    private float weightOf(String type) {
        return switch (type) {
            case "view" -> view;
            case "click" -> click;
            case "cart" -> cart;
            case "purchase" -> purchase;
            case "rating" -> rating;
            case DISLIKE -> dislike;
            default -> other;
        };
    }

    /** The same weights with another step for dislikes. */
    public EventConfig withDislikeRate(float value) {
        return new EventConfig(view, click, cart, purchase, rating, dislike, other, value);
    }

    /** Whether another setting takes the same events for wanted ones, for dislikes, and for nothing. */
    public boolean tellsApartAs(EventConfig that) {
        return Math.signum(view) == Math.signum(that.view)
                && Math.signum(click) == Math.signum(that.click)
                && Math.signum(cart) == Math.signum(that.cart)
                && Math.signum(purchase) == Math.signum(that.purchase)
                && Math.signum(rating) == Math.signum(that.rating)
                && Math.signum(dislike) == Math.signum(that.dislike)
                && Math.signum(other) == Math.signum(that.other);
    }
}

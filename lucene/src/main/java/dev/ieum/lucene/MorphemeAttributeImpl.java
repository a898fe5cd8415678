package dev.ieum.lucene;

import dev.ieum.tokenizers.korean.PartOfSpeech;
import java.util.Objects;
import org.apache.lucene.util.AttributeImpl;
import org.apache.lucene.util.AttributeReflector;

/** Lucene finds this class by the name of its interface; use {@link MorphemeAttribute}. */
public final class MorphemeAttributeImpl extends AttributeImpl implements MorphemeAttribute {
  private PartOfSpeech partOfSpeech = PartOfSpeech.UNKNOWN;
  private boolean negator;

  /** Makes an attribute without a value, for Lucene. */
  public MorphemeAttributeImpl() {}

  @Override
  public PartOfSpeech getPartOfSpeech() {
    return partOfSpeech;
  }

  @Override
  public boolean isNegator() {
    return negator;
  }

  @Override
  public void setMorpheme(PartOfSpeech partOfSpeech, boolean negator) {
    this.partOfSpeech = Objects.requireNonNull(partOfSpeech, "partOfSpeech");
    this.negator = negator;
  }

  @Override
  public void clear() {
    setMorpheme(PartOfSpeech.UNKNOWN, false);
  }

  @Override
  public void copyTo(AttributeImpl target) {
    ((MorphemeAttribute) target).setMorpheme(partOfSpeech, negator);
  }

  @Override
  public void reflectWith(AttributeReflector reflector) {
    reflector.reflect(MorphemeAttribute.class, "partOfSpeech", partOfSpeech.name());
    reflector.reflect(MorphemeAttribute.class, "partOfSpeech (ko)", partOfSpeech.korean());
    reflector.reflect(MorphemeAttribute.class, "partOfSpeech (en)", partOfSpeech.english());
    reflector.reflect(MorphemeAttribute.class, "negator", negator);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MorphemeAttributeImpl that
        && partOfSpeech == that.partOfSpeech
        && negator == that.negator;
  }

  @Override
  public int hashCode() {
    return Objects.hash(partOfSpeech, negator);
  }
}

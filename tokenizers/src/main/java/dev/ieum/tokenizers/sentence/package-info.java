/** Where sentences end, in Korean and English. */
package dev.ieum.tokenizers.sentence;

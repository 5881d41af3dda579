import { useEffect } from 'react';
import { create } from 'zustand';

/** The product that the current set is offered because it is the next in the list; null for none. */
export const useOfferedProduct = create<{ readonly productId: number | null }>()(() => ({ productId: null }));

/** Marks a product in the product list while the set is shown. */
export function useMarkedOffer(productId: number | null): void {
  useEffect(() => {
    useOfferedProduct.setState({ productId });
    return () => useOfferedProduct.setState({ productId: null });
  }, [productId]);
}

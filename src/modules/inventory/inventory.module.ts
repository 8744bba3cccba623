import { Module } from '@nestjs/common';
import { StockLevelsController } from './http/stock-levels.controller';
import { DeductRecipesOnSaleListener } from './listeners/deduct-recipes-on-sale.listener';
import { StockLevelsQuery } from './queries/stock-levels.query';
import { RecipeStore } from './store/recipe.store';

@Module({
  controllers: [StockLevelsController],
  providers: [DeductRecipesOnSaleListener, RecipeStore, StockLevelsQuery],
})
export class InventoryModule {}

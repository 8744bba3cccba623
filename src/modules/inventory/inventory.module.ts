import { Module } from '@nestjs/common';
import { StockLevelsController } from './http/stock-levels.controller';
import { DeductRecipesOnSaleListener } from './listeners/deduct-recipes-on-sale.listener';
import { TellStockLevelsOnSaleListener } from './listeners/tell-stock-levels-on-sale.listener';
import { StockLevelsQuery } from './queries/stock-levels.query';
import { StockLevelChangedProjection } from './realtime/stock-level-changed.projection';
import { RecipeStore } from './store/recipe.store';
import { StockLevelStore } from './store/stock-level.store';

@Module({
  controllers: [StockLevelsController],
  providers: [
    DeductRecipesOnSaleListener,
    RecipeStore,
    StockLevelChangedProjection,
    StockLevelsQuery,
    StockLevelStore,
    TellStockLevelsOnSaleListener,
  ],
})
export class InventoryModule {}
